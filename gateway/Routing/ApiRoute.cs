using System.Text.Json.Serialization.Metadata;
using Onair.Gateway.Access;
using Onair.Gateway.Requests;

namespace Onair.Gateway.Routing;

/// <summary>One route of the stream API: from it come what is mapped and what the OpenAPI document says.</summary>
internal abstract record ApiRoute
{
    /// <summary>The method, e.g. <c>POST</c>.</summary>
    public required string Method { get; init; }

    /// <summary>The path with its parameters, e.g. <c>/streams/{id}/start</c>. It is also served below <see cref="ApiMapping.NamespacePrefix"/>.</summary>
    public required string Path { get; init; }

    /// <summary>The name of the operation in clients that are generated, e.g. <c>startStream</c>.</summary>
    public required string Id { get; init; }

    /// <summary>One sentence for the OpenAPI document.</summary>
    public required string Summary { get; init; }

    /// <summary>More sentences for the OpenAPI document.</summary>
    public string? Description { get; init; }

    /// <summary>What the caller must be allowed, all of it, before the handler is called. With a <see cref="Target"/>, on the object of that name.</summary>
    public required IReadOnlyList<Permission> Needs { get; init; }

    /// <summary>The name of the object that the path's id stands for, in the namespace of the call; null when there is none, which is a 404.</summary>
    public Func<ApiCall, string?>? Target { get; init; }

    /// <summary>What <see cref="Target"/> finds, for the sentence of the 404.</summary>
    public string TargetNoun { get; init; } = "stream";

    /// <summary>The status of success.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Statuses of refusals besides those that every route may answer with.</summary>
    public IReadOnlyList<int> Refusals { get; init; } = [];

    /// <summary>Whether <c>?wait=SECONDS</c> is valid.</summary>
    public bool Waits { get; init; }

    /// <summary>The status when the wait ends before the work does. Where nothing can be returned without the result, that is 503.</summary>
    public int StatusOfExpiredWait { get; init; } = StatusCodes.Status202Accepted;

    /// <summary>Whether the header <c>Idempotency-Key</c> is valid.</summary>
    public bool TakesIdempotencyKey { get; init; }

    /// <summary>Whether the header <c>If-Match</c> is valid.</summary>
    public bool TakesIfMatch { get; init; }

    /// <summary>Parameters in the query or in the body of a form; a route with these has no <see cref="BodyType"/>.</summary>
    public IReadOnlyList<FormParameter> Form { get; init; } = [];

    /// <summary>Whether an absent body counts as <c>{}</c>.</summary>
    public bool BodyIsOptional { get; init; }

    /// <summary>The type of the body; null when the route reads none.</summary>
    public abstract JsonTypeInfo? BodyType { get; }

    /// <summary>The type of the response; null when it has no body.</summary>
    public abstract JsonTypeInfo? AnswerType { get; }

    /// <summary>Whether it changes nothing.</summary>
    public bool IsRead => HttpMethods.IsGet(Method);

    /// <summary>Reads the body, calls the handler and writes its response.</summary>
    public abstract Task AnswerAsync(ApiCall call, CancellationToken cancellationToken);
}
