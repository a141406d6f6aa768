"""Files that a register keeps: a photo of a defect, the report of an inspection, somebody's certificate.

What a file is, is seen from its content. It lies sealed outside the database, and leaves only as a download that runs
nowhere (docs/decisions/0025-attachments.md). Texts of dossiers lie elsewhere, under the key of their dossier.
"""
