using Tollgate.Silo.Authentication;

namespace Tollgate.Silo.Authorize;

/// <summary>One decision in the making: its name in answers and logs, who asks, and what.</summary>
internal sealed record DecisionContext(string Id, Caller Caller, AuthorizeCommand Command);
