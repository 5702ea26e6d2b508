namespace Tollgate.Silo.Hosting;

/// <summary>Settings that are right one by one and wrong together; the message is the line that the operator sees.</summary>
internal sealed class InvalidConfigurationException(string message) : Exception(message);
