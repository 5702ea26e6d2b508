namespace Tollgate.Load.Stores;

/// <summary>What DynamoDB was asked, and would have billed.</summary>
internal sealed record StoreCost(long Requests, double WriteUnits, double ReadUnits, long Throttles);
