"""What `vangnet verify` looks at, part by part. Nothing here opens a text or changes a row."""
