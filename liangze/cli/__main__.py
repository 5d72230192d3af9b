from liangze.cli.main import run

run()
