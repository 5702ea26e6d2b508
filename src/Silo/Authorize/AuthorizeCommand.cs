using System.Diagnostics.CodeAnalysis;
using Tollgate.Domain.Quotas;
using Tollgate.Domain.Roles;
using Tollgate.Silo.Problems;

namespace Tollgate.Silo.Authorize;

/// <summary>The body with every value parsed; what does not parse is a problem that names the value.</summary>
internal sealed record AuthorizeCommand(CallMethod Method, CallPath Path, Units Units, RequestId RequestId)
{
    /// <param name="ifUnnamed">The request id of a call that the gateway gave no name.</param>
    public static bool TryParse(AuthorizeBody body, string ifUnnamed, [NotNullWhen(true)] out AuthorizeCommand? command, [NotNullWhen(false)] out Problem? problem)
    {
        command = null;
        problem = null;
        var units = Units.One;
        if (body.Method is null || body.Path is null)
            problem = Problem.BadBody("method and path are required.");
        else if (!CallPath.TryParse(body.Path, out var path))
            problem = Problem.Invalid("invalid-path", "path begins with a slash, and has no encoded slash, backslash, semicolon, control character, dot segment, empty segment, invalid or double escape.");
        else if (!CallMethod.TryParse(body.Method, out var method))
            problem = Problem.Invalid("invalid-method", "method is an HTTP method in upper case.");
        else if (body.Units is { } given && !(given == decimal.Truncate(given) && given is >= 1 and <= Units.Max && Units.TryCreate((long)given, out units)))
            problem = Problem.Invalid("invalid-units", "units is a whole number from 1 to 1000000.");
        else if (!RequestId.TryParse(body.RequestId ?? ifUnnamed, out var requestId))
            problem = Problem.Invalid("invalid-request-id", "requestId has 1 to 128 visible ASCII characters.");
        else
            command = new AuthorizeCommand(method, path, units, requestId);
        return problem is null;
    }
}
