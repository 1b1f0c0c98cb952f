"""What every test rests on. The services themselves are started by tests/real_services.py."""
