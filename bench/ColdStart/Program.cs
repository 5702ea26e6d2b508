using System.Reflection;
using System.Text;
using Tollgate.ColdStart;
using Tollgate.Local.Demo;

const int ColdRuns = 30;
const int WarmUps = 3;
const int WarmCalls = 10_000;

var root = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;
var artifacts = Path.Combine(root, "artifacts");
var folder = Directory.CreateTempSubdirectory("tollgate-cold-").FullName;
await using var system = await LocalSystem.StartAsync(new SystemOptions(Ports.Free(), folder, DailyLimit: 1_000_000), CancellationToken.None);
var token = await new Caller(system).SignInAsync("alice", CancellationToken.None);
var call = Encoding.UTF8.GetBytes(
    $$"""{"type":"TOKEN","authorizationToken":"Bearer {{token}}","methodArn":"arn:aws:execute-api:us-east-1:123456789012:abcdef123/Dev/GET/blog"}""");

await using var prompt = await PromptFacade.StartAsync();
var empty = new Bootstrap(Path.Combine(artifacts, "empty-bootstrap"), new Dictionary<string, string>(), body => body.AsSpan().SequenceEqual("{}"u8));

var (coldEmpty, coldAuthorizer, memory) = (new Sample(), new Sample(), new Sample());
for (var run = -WarmUps; run < ColdRuns; run++)
{
    await MeasureColdAsync(empty, run < 0 ? null : coldEmpty, null);
    await MeasureColdAsync(Authorizer(system.SiloUrl), run < 0 ? null : coldAuthorizer, run < 0 ? null : memory);
}

var (warmEmpty, warmAuthorizer) = (new Sample(), new Sample());
await MeasureWarmAsync(empty, warmEmpty, () => TimeSpan.Zero);
await MeasureWarmAsync(Authorizer(prompt.Url), warmAuthorizer, () => prompt.Elapsed);

var zip = new FileInfo(Path.Combine(artifacts, "authorizer.zip")).Length / 1e6;
Console.WriteLine($"""

    Cold start in ms, from exec to the first answer posted: median of {ColdRuns} each, in turns. The facade is a silo (SQLite, Strict) that runs already.
      empty bootstrap   {coldEmpty.Describe("F1")}
      authorizer        {coldAuthorizer.Describe("F1")}, aim 50
      ratio             {coldAuthorizer.Median / coldEmpty.Median,8:F2}, aim 1.5
    Memory and size in MB
      peak, highest     {memory.Quantile(1),8:F1}, aim 40
      authorizer.zip    {zip,8:F1}, aim 6
    Warm in ms, from the event handed out to the answer posted, without the facade's own time: median of {WarmCalls}
      empty bootstrap   {warmEmpty.Describe("F3")}
      authorizer        {warmAuthorizer.Describe("F3")}, aim 0.3
    """);
Directory.Delete(folder, recursive: true);

Bootstrap Authorizer(string url) => new(
    Path.Combine(artifacts, "authorizer", "bootstrap"),
    new Dictionary<string, string> { ["TOLLGATE_URL"] = url },
    body => Encoding.UTF8.GetString(body).Contains("\"Effect\":\"Allow\"", StringComparison.Ordinal));

async Task MeasureColdAsync(Bootstrap bootstrap, Sample? times, Sample? megabytes)
{
    await using var running = await bootstrap.StartAsync();
    var answer = await running.AnswerAsync(call);
    times?.Add(running.SinceStart(answer).TotalMilliseconds);
    megabytes?.Add(running.PeakMegabytes());
}

async Task MeasureWarmAsync(Bootstrap bootstrap, Sample times, Func<TimeSpan> facades)
{
    await using var running = await bootstrap.StartAsync();
    for (var n = -WarmCalls / 10; n < WarmCalls; n++)
    {
        var answer = await running.AnswerAsync(call);
        if (n >= 0)
            times.Add((answer.Elapsed - facades()).TotalMilliseconds);
    }
}
