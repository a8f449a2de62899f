using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Onair.Api;
using Onair.Gateway.Access;
using Onair.Gateway.Problems;
using Onair.Gateway.Routing;
using Onair.Kubernetes.Client;

namespace Onair.Tests.Unit.Gateway;

/// <summary>Routes that do what the plumbing of the stream API has to carry.</summary>
internal static class Things
{
    public static readonly Permission Get = Permission.To("get", OnairResources.LiveStreams);

    public static readonly Permission Patch = Permission.To("patch", OnairResources.LiveStreams);

    /// <summary>The routes: GET and POST of a thing, with the handler of the test's.</summary>
    public static IReadOnlyList<ApiRoute> Routes(Func<ApiCall, ThingBody, Task<Reply<ThingBody>>>? post = null, Func<ApiCall, Task<Reply<ThingBody>>>? get = null) =>
    [
        new ApiRoute<Nothing, ThingBody>
        {
            Method = "GET", Path = "/things/{id}", Id = "getThing", Summary = "Returns a thing.", Needs = [Get],
            Target = call => call.Parameter("id") is var id && id.StartsWith("missing", StringComparison.Ordinal) ? null : id,
            TargetNoun = "thing",
            Answer = ThingsJsonContext.Default.ThingBody,
            Handler = (call, _, _) => get?.Invoke(call) ?? Task.FromResult(Reply.Of(new ThingBody { Name = $"{call.Target} in {call.Namespace} for {call.Caller.Name}" })),
        },
        new ApiRoute<ThingBody, ThingBody>
        {
            Method = "POST", Path = "/things", Id = "createThing", Summary = "Creates a thing.", Needs = [Patch],
            Body = ThingsJsonContext.Default.ThingBody, Answer = ThingsJsonContext.Default.ThingBody, Status = 201,
            Waits = true, TakesIdempotencyKey = true, TakesIfMatch = true,
            Handler = (call, body, _) => post?.Invoke(call, body) ?? Task.FromResult(Reply.Of(body) with { Location = "/things/1" }),
        },
        new ApiRoute<Nothing, Nothing>
        {
            Method = "DELETE", Path = "/things/{id}", Id = "deleteThing", Summary = "Deletes a thing.", Needs = [Patch], Status = 204,
            Handler = (call, _, _) => call.Parameter("id") switch
            {
                "defect" => throw new InvalidOperationException("the secret reason"),
                "conflict" => throw ProblemException.Conflict("It runs. Stop it first."),
                _ => Task.FromResult(Reply.Empty),
            },
        },
        new ApiRoute<Nothing, ThingBody>
        {
            Method = "POST", Path = "/things/{id}/read", Id = "readThing", Summary = "Reads a thing from the API server.", Needs = [Get],
            Answer = ThingsJsonContext.Default.ThingBody,
            Handler = async (call, _, cancellationToken) =>
            {
                var stream = await ((KubernetesClient)call.Services.GetService(typeof(KubernetesClient))!).GetAsync(OnairResources.LiveStreams, call.Parameter("id"), call.Namespace, cancellationToken);
                return Reply.Of(new ThingBody { Name = stream.Metadata.Name });
            },
        },
    ];
}

/// <summary>A body with members of each type.</summary>
internal sealed record ThingBody
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>How many there are.</summary>
    public int Count { get; init; }

    /// <summary>A number with bounds.</summary>
    [Range(1, 10)]
    public int? Level { get; init; }

    /// <summary>A number that may be a fraction.</summary>
    public double? Ratio { get; init; }

    /// <summary>Whether it is.</summary>
    public bool Flag { get; init; }

    /// <summary>Its items.</summary>
    public IReadOnlyList<ThingItem>? Items { get; init; }
}

/// <summary>An item of a list.</summary>
internal sealed record ThingItem
{
    /// <summary>Where it starts.</summary>
    public required long Start { get; init; }

    /// <summary>What it is called.</summary>
    public string Title { get; init; } = "";
}

/// <summary>JSON of things.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ThingBody))]
internal sealed partial class ThingsJsonContext : JsonSerializerContext;
