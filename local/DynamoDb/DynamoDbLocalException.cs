namespace Tollgate.Local.DynamoDb;

/// <summary>DynamoDB Local cannot be started; the message is the one line that the user sees.</summary>
public sealed class DynamoDbLocalException(string message) : Exception(message);
