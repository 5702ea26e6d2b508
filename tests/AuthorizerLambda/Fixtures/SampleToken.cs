namespace Tollgate.AuthorizerLambda.Tests.Fixtures;

/// <summary>A token that no screen can refuse, though nobody ever signed it: expires in 2100, of <see cref="Issuer"/>, for <see cref="Audience"/>.</summary>
public static class SampleToken
{
    public const string Issuer = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Tollgate";

    public const string Audience = "tollgate-web";

    public static readonly string Text = string.Join('.', Header, Payload, Signature);

    private const string Header = "eyJraWQiOiJwR3gxc2VjcmV0IiwiYWxnIjoiUlMyNTYifQ"; // {"kid":"pGx1secret","alg":"RS256"}

    private const string Payload = ""
        + "eyJzdWIiOiJhMTFjZTAwMC0wMDAwLTQwMDAtODAwMC0wMDAwMDAwMDAwMDEiLCJpc3MiOiJodHRwczovL2NvZ25pdG8taWRwLnVzLWVhc3QtMS"
        + "5hbWF6b25hd3MuY29tL3VzLWVhc3QtMV9Ub2xsZ2F0ZSIsImF1ZCI6InRvbGxnYXRlLXdlYiIsInRva2VuX3VzZSI6ImlkIiwiZW1haWwiOiJh"
        + "bGljZUBleGFtcGxlLmNvbSIsImV4cCI6NDEwMjQ0NDgwMH0";

    private const string Signature = ""
        + "CzBVep_E6Q4zWH2ix-wRNluApcrvFDleg6jN8hc8YYar0PUaP2SJrtP4HUJnjLHW-yBFao-02f4jSG2St9wBJktwlbrfBClOc5i94gcsUXabwO"
        + "UKL1R5nsPoDTJXfKHG6xA1Wn-kye4TOF2Cp8zxFjtgharP9Bk-Y4it0vccQWaLsNX6H0RpjrPY_SJHbJG22wAlSm-Uud4DKE1yl7zhBitQdZq_"
        + "5AkuU3idwucMMVZ7oMXqDzRZfqPI7RI3XIGmy_AVOl-Eqc7zGD1ih6zR9htAZYqv1PkeQ2iNstf8IUZrkLXa_yRJbpO43QInTHGWu-AFKk90mb"
        + "7jCC1Sd5zB5g";

    /// <summary>Nothing of it may ever be printed.</summary>
    public static void AssertNotIn(string text)
    {
        foreach (var part in Text.Split('.'))
            Assert.DoesNotContain(part, text, StringComparison.Ordinal);
    }
}
