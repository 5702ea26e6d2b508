namespace Tollgate.Local.ApiGateway.Authorizers.Policies;

/// <summary>IAM's wildcards: <c>*</c> is any run of characters, slashes included; <c>?</c> is exactly one.</summary>
public static class PolicyPattern
{
    public static bool Matches(string pattern, string text, bool ignoreCase = false)
    {
        var (p, t) = (0, 0);
        var (star, resume) = (-1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                resume = t;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || Same(pattern[p], text[t], ignoreCase)))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                // Only the last star has to take one character more: earlier ones have matched as early as they can.
                p = star + 1;
                t = ++resume;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).TrimStart('*').IsEmpty;
    }

    private static bool Same(char a, char b, bool ignoreCase) =>
        a == b || (ignoreCase && char.ToUpperInvariant(a) == char.ToUpperInvariant(b));
}
