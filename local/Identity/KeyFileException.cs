namespace Tollgate.Local.Identity;

/// <summary>A file with a key cannot be read or written.</summary>
internal sealed class KeyFileException(string message, Exception innerException) : Exception(message, innerException);
