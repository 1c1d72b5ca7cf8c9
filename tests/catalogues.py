"""Parts of a small catalogue file; put together as a test needs them."""

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
