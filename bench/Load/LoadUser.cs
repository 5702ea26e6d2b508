using System.Globalization;
using Tollgate.Domain;
using Tollgate.Domain.Quotas;

namespace Tollgate.Load;

/// <summary>Who the users of a run are, and what their calls are named.</summary>
internal static class LoadUser
{
    public static Principal Principal(int user) =>
        Domain.Principal.TryParse(string.Create(CultureInfo.InvariantCulture, $"user-{user}@example.com"), lowerCase: false, out var principal)
            ? principal
            : throw new ArgumentOutOfRangeException(nameof(user), user, null);

    public static ChargeCalls Call(int number) =>
        RequestId.TryParse(string.Create(CultureInfo.InvariantCulture, $"call-{number}"), out var requestId)
            ? new ChargeCalls(requestId, Units.One, "/blog", "GET")
            : throw new ArgumentOutOfRangeException(nameof(number), number, null);
}
