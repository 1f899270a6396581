"""Layer 7: what people meet: commands, reports, exit codes."""
