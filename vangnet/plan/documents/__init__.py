"""The plan as a document to take along: one tree of plain values, written as PDF and as DOCX."""
