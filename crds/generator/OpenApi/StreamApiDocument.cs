using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Onair.Gateway.Problems;
using Onair.Gateway.Routing;

namespace Onair.CrdGenerator.OpenApi;

/// <summary>The OpenAPI 3.1 document of the stream API, from its table of routes.</summary>
internal static class StreamApiDocument
{
    /// <summary>Its name in docs/api.</summary>
    public const string FileName = "stream-api.json";

    private const string Introduction =
        "REST routes over the resources of Onair. Send a Kubernetes token or an API key. Every path is also served below /namespaces/{namespace}; "
        + "without it, the namespace is that of the API key, of the ServiceAccount, or the gateway's default.";

    private static readonly int[] OfAll =
    [
        StatusCodes.BadRequest, StatusCodes.Unauthorized, StatusCodes.Forbidden, StatusCodes.TooManyRequests, StatusCodes.Failed, StatusCodes.Unavailable,
    ];

    private static readonly JsonSerializerOptions Text = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The document, indented.</summary>
    /// <exception cref="NotSupportedException">A type or a member of a body has no summary.</exception>
    public static string Generate(IReadOnlyList<ApiRoute> routes)
    {
        var schemas = new BodySchemas(Documentation.Of(
            routes.SelectMany(r => new[] { r.BodyType, r.AnswerType }).OfType<System.Text.Json.Serialization.Metadata.JsonTypeInfo>().Select(t => (t.ElementType ?? t.Type).Assembly).Append(typeof(Problem).Assembly).Distinct()));
        var paths = new JsonObject();
        foreach (var path in routes.GroupBy(r => r.Path))
            paths[path.Key] = new JsonObject(path.Select(r => KeyValuePair.Create(r.Method.ToLowerInvariant(), (JsonNode?)Operation(r, schemas))));
        var problem = schemas.Of(ProblemJsonContext.Default.Problem);
        schemas.ThrowIfAnyIsMissing();
        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = "Onair stream API", ["version"] = "1", ["description"] = Introduction, ["license"] = new JsonObject { ["name"] = "Apache 2.0", ["identifier"] = "Apache-2.0" } },
            ["servers"] = new JsonArray(
                new JsonObject { ["url"] = "/" },
                new JsonObject
                {
                    ["url"] = "/namespaces/{namespace}",
                    ["variables"] = new JsonObject { ["namespace"] = new JsonObject { ["default"] = "default", ["description"] = "The namespace of the request." } },
                }),
            ["security"] = new JsonArray(new JsonObject { ["bearer"] = new JsonArray() }, new JsonObject { ["apiKey"] = new JsonArray() }),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = schemas.All(),
                ["responses"] = new JsonObject
                {
                    ["Problem"] = new JsonObject
                    {
                        ["description"] = "The request is refused.",
                        ["content"] = new JsonObject { [Problem.MediaType] = new JsonObject { ["schema"] = problem } },
                    },
                },
                ["securitySchemes"] = new JsonObject
                {
                    ["bearer"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["description"] = "A Kubernetes token or an API key." },
                    ["apiKey"] = new JsonObject { ["type"] = "apiKey", ["in"] = "header", ["name"] = "X-Api-Key", ["description"] = "An API key." },
                },
            },
        }.ToJsonString(Text) + "\n";
    }

    private static JsonObject Operation(ApiRoute route, BodySchemas schemas)
    {
        var operation = new JsonObject { ["operationId"] = route.Id, ["summary"] = route.Summary };
        if (route.Description is { } description) operation["description"] = description;
        if (Parameters.Of(route) is { Count: > 0 } parameters) operation["parameters"] = parameters;
        if (route.BodyType is { } body)
            operation["requestBody"] = new JsonObject { ["required"] = !route.BodyIsOptional, ["content"] = Content(schemas.Of(body)) };
        else if (Parameters.Form(route) is { } form) operation["requestBody"] = form;
        operation["responses"] = Responses(route, schemas);
        return operation;
    }

    private static JsonObject Responses(ApiRoute route, BodySchemas schemas)
    {
        JsonObject Success(string description)
        {
            var success = new JsonObject { ["description"] = description };
            if (route.AnswerType is { } answer) success["content"] = Content(schemas.Of(answer));
            return success;
        }

        var responses = new SortedDictionary<int, JsonNode?> { [route.Status] = Success(ReasonPhrases.GetReasonPhrase(route.Status)) };
        if (route is { Waits: true, StatusOfExpiredWait: StatusCodes.Accepted }) responses[StatusCodes.Accepted] = Success("The wait ended before the work did. The work continues.");
        if (route is { IsRead: true, AnswerType: not null }) responses[StatusCodes.NotModified] = new JsonObject { ["description"] = "The response is the one that If-None-Match names." };
        foreach (var status in Refusals(route)) responses.TryAdd(status, new JsonObject { ["$ref"] = "#/components/responses/Problem" });
        return new(responses.Select(r => KeyValuePair.Create(r.Key.ToString(CultureInfo.InvariantCulture), r.Value)));
    }

    private static IEnumerable<int> Refusals(ApiRoute route)
    {
        var all = OfAll.Concat(route.Refusals);
        if (route.Path.Contains('{', StringComparison.Ordinal)) all = all.Append(StatusCodes.NotFound);
        if (route.BodyType is not null || route.Form.Count > 0) all = all.Concat([StatusCodes.Timeout, StatusCodes.TooLarge, StatusCodes.UnsupportedType]);
        if (!route.IsRead) all = all.Concat([StatusCodes.Conflict, StatusCodes.Unprocessable]);
        return route.TakesIfMatch ? all.Append(StatusCodes.PreconditionFailed) : all;
    }

    private static JsonObject Content(JsonObject schema) => new() { ["application/json"] = new JsonObject { ["schema"] = schema } };

    private static class StatusCodes
    {
        public const int Accepted = 202;
        public const int NotModified = 304;
        public const int BadRequest = 400;
        public const int Unauthorized = 401;
        public const int Forbidden = 403;
        public const int NotFound = 404;
        public const int Timeout = 408;
        public const int Conflict = 409;
        public const int PreconditionFailed = 412;
        public const int TooLarge = 413;
        public const int UnsupportedType = 415;
        public const int Unprocessable = 422;
        public const int TooManyRequests = 429;
        public const int Failed = 500;
        public const int Unavailable = 503;
    }
}
