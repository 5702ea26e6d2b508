namespace Tollgate.Domain.Accounts;

/// <summary>The name of the stream that holds one principal's account. It is kept for ever.</summary>
public static class AccountStream
{
    public static string Name(Principal principal) => $"account/{Uri.EscapeDataString(principal.Value)}";
}
