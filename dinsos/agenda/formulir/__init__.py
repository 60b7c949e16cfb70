"""What the public forms of all services share: fields, draft, uploads, review, sending, receipt."""
