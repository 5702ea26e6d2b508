using Tollgate.Contenders;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Error);
var contender = Contender.Of(builder.Configuration["Contender"]);
contender.AddServices(builder);

var app = builder.Build();
contender.Map(app);
app.MapGet("/health/ready", static () => "ready");
await app.RunAsync();
