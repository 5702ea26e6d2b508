namespace Tollgate.Load.Audit;

/// <summary>A call of one user and what the user was told. A repeated call is here as often as it was made.</summary>
internal readonly record struct AskedCall(string RequestId, Answer Answer);
