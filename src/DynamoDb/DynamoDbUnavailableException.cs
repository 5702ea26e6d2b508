namespace Tollgate.DynamoDb;

/// <summary>DynamoDB cannot be used as it is set up; the message says why in one line.</summary>
public sealed class DynamoDbUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException);
