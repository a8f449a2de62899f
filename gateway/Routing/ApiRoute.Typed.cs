using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Onair.Gateway.Requests;

namespace Onair.Gateway.Routing;

/// <summary>A route with the types of its bodies; <see cref="Nothing"/> stands for no body.</summary>
internal sealed record ApiRoute<TBody, TAnswer> : ApiRoute
{
    /// <summary>How the body is read; null when <typeparamref name="TBody"/> is <see cref="Nothing"/>.</summary>
    public JsonTypeInfo<TBody>? Body { get; init; }

    /// <summary>How the response is written; null when <typeparamref name="TAnswer"/> is <see cref="Nothing"/>.</summary>
    public JsonTypeInfo<TAnswer>? Answer { get; init; }

    /// <summary>Does it. The caller is known and allowed all that the route needs.</summary>
    public required Func<ApiCall, TBody, CancellationToken, Task<Reply<TAnswer>>> Handler { get; init; }

    public override JsonTypeInfo? BodyType => Body;

    public override JsonTypeInfo? AnswerType => Answer;

    public override async Task AnswerAsync(ApiCall call, CancellationToken cancellationToken)
    {
        var body = default(TBody)!;
        if (Body is not null)
        {
            var bytes = await BodyReader.ReadAsync(call.Http, call.Settings.BodyLimit, BodyIsOptional, call.Time, cancellationToken);
            TakeIdempotencyKey(call, bytes.Span);
            body = StrictJson.Read(bytes, Body);
        }
        else
        {
            if (Form.Count > 0) call.Form = await FormParameterReader.ReadAsync(call.Http, Form, call.Settings.BodyLimit, call.Time, cancellationToken);
            TakeIdempotencyKey(call, FormParameterReader.Canonical(call.Form));
        }
        var reply = await Handler(call, body, cancellationToken);
        await WriteAsync(call, reply, cancellationToken);
    }

    private void TakeIdempotencyKey(ApiCall call, ReadOnlySpan<byte> content)
    {
        if (TakesIdempotencyKey) call.Idempotency = IdempotencyKey.Read(call.Http.Request.Headers, call.Caller, call.Namespace, $"{Method} {call.Http.Request.Path}", content);
    }

    private async Task WriteAsync(ApiCall call, Reply<TAnswer> reply, CancellationToken cancellationToken)
    {
        var response = call.Http.Response;
        response.StatusCode = reply.Status ?? Status;
        if (reply.Location is { } location) response.Headers.Location = call.Prefix + location;
        if (reply.Redirect is { } redirect)
        {
            response.Headers.Location = redirect.AbsoluteUri;
            response.Headers.CacheControl = "no-store";
        }
        if (Answer is null) return;
        var bytes = JsonSerializer.SerializeToUtf8Bytes(reply.Value, Answer);
        var etag = ETags.Of(bytes);
        response.Headers.ETag = etag;
        // The response depends on who asks, so shared caches must not keep it, and others must ask again.
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.Vary = "Authorization, X-Api-Key";
        if (IsRead && ETags.IsKnown(call.Http.Request.Headers.IfNoneMatch, etag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, cancellationToken);
    }
}
