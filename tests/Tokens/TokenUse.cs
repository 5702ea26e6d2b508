namespace Tollgate.Tests.Tokens;

/// <summary>Which of Cognito's two tokens.</summary>
public enum TokenUse
{
    Id,
    Access,
}
