using System.Text.Json.Serialization;
using Microsoft.OpenApi;
using Scalar.AspNetCore;
using Tollgate.Silo.Problems;

namespace Tollgate.Silo.OpenApi;

/// <summary>The facade's description at <c>/openapi/v1.json</c>, and a page to read and try it at <c>/docs</c>.</summary>
internal static class OpenApiDocumentation
{
    private const string Bearer = "bearer";
    private const string AnyType = "*/*";

    public static void AddOpenApiDocument(this IServiceCollection services)
    {
        // The bodies have serializers of their own, which are strict; the document must not promise that "5" is read as 5.
        services.ConfigureHttpJsonOptions(static json => json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        services.AddOpenApi("v1", options => options.AddDocumentTransformer((document, _, _) =>
        {
            Describe(document);
            return Task.CompletedTask;
        }));
    }

    public static void MapOpenApiDocument(this WebApplication app)
    {
        app.MapOpenApi();
        app.MapScalarApiReference("/docs", page => page.WithTitle("Tollgate").DisableDefaultFonts().DisableTelemetry().HideDeveloperTools().DisableAgent().DisableMcp());
    }

    /// <summary>
    /// Says what the body is, and leaves whether it is that to whoever reads it: the framework would refuse another content type (415) before it
    /// looks at the token.
    /// </summary>
    public static RouteHandlerBuilder TakesJson<TBody>(this RouteHandlerBuilder endpoint)
        where TBody : notnull =>
        endpoint.Accepts<TBody>("application/json", AnyType);

    /// <summary>Says with which statuses the endpoints refuse; the body is a problem every time.</summary>
    public static TBuilder Refuses<TBuilder>(this TBuilder endpoints, params int[] statuses)
        where TBuilder : IEndpointConventionBuilder
    {
        foreach (var status in statuses)
            endpoints.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(Problem), ["application/problem+json"]));
        return endpoints;
    }

    private static void Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Tollgate",
            Version = "v1",
            Description = "May this signed-in user make this API call now? Exact daily quotas and roles, with every charge an event in a log.",
        };
        foreach (var operation in document.Paths.Values.SelectMany(path => path.Operations ?? []).Select(operation => operation.Value))
            operation.RequestBody?.Content?.Remove(AnyType);
        document.Servers = []; // where the document was read from says nothing about where the service is
        document.Components ??= new OpenApiComponents();
        document.AddComponent(Bearer, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = Bearer,
            BearerFormat = "JWT",
            Description = "A token of the configured issuer, for the configured audience.",
        });
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] }];
    }
}
