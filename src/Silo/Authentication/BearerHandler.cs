using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using Tollgate.Silo.Problems;

namespace Tollgate.Silo.Authentication;

/// <summary>The token of a request, where one is asked for: its <see cref="Caller"/> becomes a feature of the request, or it is refused.</summary>
internal sealed class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, TokenVerifier verifier)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    // The framework only wants to know that somebody signed in; who it is, is the Caller. So all may share this one.
    private static readonly AuthenticateResult SignedIn =
        AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(BearerToken.Scheme)), BearerToken.Scheme));

    private Problem _answer = Problem.Unauthenticated;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!NeedsToken())
            return AuthenticateResult.NoResult();

        var verdict = await verifier.VerifyAsync(BearerToken.Of(Request), Context.RequestAborted);
        if (verdict.Caller is not { } caller)
        {
            _answer = verdict.Problem!;
            return AuthenticateResult.NoResult();
        }

        Context.Features.Set(caller);
        return SignedIn;
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => _answer.WriteAsync(Context);

    // A health probe never waits for a signature, whatever it sends along.
    private bool NeedsToken() => Context.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>() is not null;
}
