"""The typed form of config.toml; tells all problems at once."""

from config.keys import KnownKey, known_keys
from config.load import CONFIG_VARIABLE, ConfigError, load_config
from config.oidc import OidcSettings
from config.settings import (
    Config,
    LogSettings,
    PrinterKind,
    PrinterSettings,
    QueueSettings,
    RatingSettings,
    ServerSettings,
    SessionSettings,
    StoreSettings,
    ThemeSettings,
    VoiceSettings,
)
from config.upstream_settings import UpstreamSettings

__all__ = [
    "CONFIG_VARIABLE",
    "Config",
    "ConfigError",
    "KnownKey",
    "LogSettings",
    "OidcSettings",
    "PrinterKind",
    "PrinterSettings",
    "QueueSettings",
    "RatingSettings",
    "ServerSettings",
    "SessionSettings",
    "StoreSettings",
    "ThemeSettings",
    "UpstreamSettings",
    "VoiceSettings",
    "known_keys",
    "load_config",
]
