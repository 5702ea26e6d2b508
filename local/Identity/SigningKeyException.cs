namespace Tollgate.Local.Identity;

/// <summary>The key file cannot be read or written.</summary>
internal sealed class SigningKeyException(string message, Exception innerException) : Exception(message, innerException);
