@echo off
rem The terminal of an installed Zeroskew: its own small Node beside the app, because the app itself has no console.
"%~dp0node.exe" "%~dp0index.js" %*
