namespace Tollgate.Silo.Cluster;

/// <summary>Which silos an answer about the whole cluster rests on, by the addresses that they know each other by.</summary>
/// <param name="Silent">Active silos that did not answer in time: what they know is missing here.</param>
internal sealed record SilosBody(IReadOnlyList<string> Answered, IReadOnlyList<string> Silent)
{
    public static SilosBody Of<TAnswer>(SiloAnswers<TAnswer> answers) =>
        new([.. answers.Given.Select(static answer => answer.Silo)], answers.Silent);
}
