"""Parts of a small catalogue file; put together as a test needs them."""

WHOLE_OFFICE = """
[office]
code = "thu"
kind = "commune"
name = { vi = "Trung tâm Phục vụ hành chính công xã Thử Nghiệm", en = "Test Commune Public Administration Service Centre" }
slogan = { vi = "Hành chính phục vụ", en = "Administration that serves" }
greeting = { vi = "Kính chào Ông/Bà!", en = "Welcome!" }
notice = { vi = "Thông báo thử", en = "A test notice" }
hotline = "1900 0000"
timezone = "Asia/Ho_Chi_Minh"
languages = ["vi", "en"]
"""
"""With a text wherever an office may have one, in both languages."""

OFFICE = """
[office]
code = "mau"
kind = "commune"
name = "Trung tâm mẫu"
timezone = "Asia/Ho_Chi_Minh"
languages = ["vi"]
"""

SERVICE = """
[[service]]
code = "A"
name = "Hộ tịch"
icon = "scroll-text"
typical_min = 10
"""

COUNTER = """
[[counter]]
number = 1
name = "Quầy 1"
services = ["A"]
"""

PROCEDURES = """
[[service.procedure]]
code = "1.001"
name = { vi = "Đăng ký khai sinh", en = "Birth registration" }
keywords = ["giấy khai sinh"]

[[service.procedure]]
code = "1.002"
name = "Cấp bản sao giấy khai sinh"

[[service.procedure]]
code = "1.003"
name = "Đăng ký kết hôn"
keywords = ["cưới", "sinh con"]
"""
