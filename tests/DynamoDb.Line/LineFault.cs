namespace Tollgate.DynamoDb.Line;

/// <summary>What the line does to one request.</summary>
public enum LineFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Refuses it, as DynamoDB does when a table has too much to do.</summary>
    Throttle,

    /// <summary>Refuses it, as DynamoDB does when something broke there.</summary>
    Break,

    /// <summary>Refuses a transaction, as DynamoDB does when the table of one of its items has too much to do.</summary>
    CancelForThrottling,

    /// <summary>Refuses a transaction, as DynamoDB does when another request changes one of its items at the same moment.</summary>
    CancelForConflict,

    /// <summary>Refuses a write, as DynamoDB does when a transaction changes the item at the same moment.</summary>
    Conflict,

    /// <summary>Loses it on the way there: the connection breaks, and nothing was done.</summary>
    LoseRequest,

    /// <summary>Loses the answer: it was done, and the connection breaks.</summary>
    LoseAnswer,

    /// <summary>Keeps it until <see cref="FaultyLine.LetThrough"/>, then delivers it, however long the sender has given up.</summary>
    Delay,
}
