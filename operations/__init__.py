"""What can happen in an office: one verb group a file, each verb inside one change."""
