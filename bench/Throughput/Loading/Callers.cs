namespace Tollgate.Throughput.Loading;

/// <summary>Who calls.</summary>
internal enum Callers
{
    /// <summary>A thousand users in turn, each with one token.</summary>
    Thousand,

    /// <summary>The same users with so many tokens that none is remembered when it comes again.</summary>
    Fresh,

    /// <summary>Four thousand users in turn, each with one token: enough for a limit of 50 in a whole run.</summary>
    FourThousand,

    /// <summary>A hundred thousand users in turn, each with one token.</summary>
    HundredThousand,

    /// <summary>One user.</summary>
    One,
}
