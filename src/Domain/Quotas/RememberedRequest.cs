namespace Tollgate.Domain.Quotas;

/// <summary>What a day knows of a request id that it has seen.</summary>
/// <param name="Content">A hash of what was asked with the id; the same id with another content is a conflict.</param>
/// <param name="Units">What the charge took; 0 for a reset.</param>
/// <param name="Resets">How often the day had been reset when it was charged: an older charge cannot be refunded.</param>
public readonly record struct RememberedRequest(UInt128 Content, long Units, int Resets, bool IsRefunded);
