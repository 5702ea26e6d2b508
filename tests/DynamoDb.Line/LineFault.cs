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

    /// <summary>Loses it on the way there: the connection breaks, and nothing was done.</summary>
    LoseRequest,

    /// <summary>Loses the answer: it was done, and the connection breaks.</summary>
    LoseAnswer,

    /// <summary>Keeps it until <see cref="FaultyLine.LetThrough"/>, then delivers it, however long the sender has given up.</summary>
    Delay,
}
