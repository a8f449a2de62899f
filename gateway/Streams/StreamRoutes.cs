using Onair.Api;
using Onair.Gateway.Access;
using Onair.Gateway.Routing;
using Onair.Gateway.Streams.Bodies;
using Onair.Kubernetes.Resources;
using static Onair.Gateway.Streams.Bodies.StreamsJsonContext;

namespace Onair.Gateway.Streams;

/// <summary>The routes of streams.</summary>
internal static class StreamRoutes
{
    private const int Created = StatusCodes.Status201Created;
    private const int Conflict = StatusCodes.Status409Conflict;
    private const int Unacceptable = StatusCodes.Status422UnprocessableEntity;

    private static readonly Permission Read = Permission.To("get", OnairResources.LiveStreams);
    private static readonly Permission Patch = Permission.To("patch", OnairResources.LiveStreams);

    public static IReadOnlyList<ApiRoute> Table { get; } =
    [
        new ApiRoute<Nothing, IReadOnlyList<StreamBody>>
        {
            Method = "GET", Path = "/streams", Id = "listStreams",
            Summary = "Lists the streams of the namespace, the oldest first.",
            Description = "rtmp1, rtmp2 and rtmp_ivs hold the stream keys if the caller may read all Secrets of the namespace.",
            Needs = [Permission.To("list", OnairResources.LiveStreams)],
            Answer = Default.IReadOnlyListStreamBody,
            Handler = (call, _, cancel) => Streams(call).ListAsync(call, cancel),
        },
        new ApiRoute<Nothing, StreamBody>
        {
            Method = "GET", Path = "/streams/{id}", Id = "getStream",
            Summary = "Returns a stream.",
            Description = "rtmp1, rtmp2 and rtmp_ivs hold the stream keys if the caller may read their Secrets.",
            Needs = [Read], Target = Target,
            Answer = Default.StreamBody,
            Handler = (call, _, cancel) => Streams(call).ReadAsync(call, cancel),
        },
        new ApiRoute<CreateBody, StreamBody>
        {
            Method = "POST", Path = "/streams", Id = "createStream",
            Summary = "Creates a stream.",
            Description = "The stream is an ordinary LiveStream, stopped at first. With ?wait= the response comes when the encoder can push, or when a problem is known.",
            Needs = [Permission.To("create", OnairResources.LiveStreams)],
            Body = Default.CreateBody, Answer = Default.StreamBody, Status = Created, Refusals = [Unacceptable],
            Waits = true, TakesIdempotencyKey = true,
            Handler = (call, body, cancel) => Streams(call).CreateAsync(call, body, cancel),
        },
        new ApiRoute<UpdateBody, StreamBody>
        {
            Method = "POST", Path = "/streams/{id}", Id = "updateStream",
            Summary = "Changes name, description and segment length of a stream.",
            Description = "It takes the whole stream back; all other members have no effect.",
            Needs = [Patch], Target = Target,
            Body = Default.UpdateBody, Answer = Default.StreamBody, Refusals = [Conflict, Unacceptable],
            TakesIdempotencyKey = true, TakesIfMatch = true,
            Handler = (call, body, cancel) => Streams(call).UpdateAsync(call, body, cancel),
        },
        new ApiRoute<Nothing, StreamBody>
        {
            Method = "DELETE", Path = "/streams/{id}", Id = "deleteStream",
            Summary = "Deletes a stream and all that exists for it, except its recordings and what was cut from them.",
            Description = "Returns the stream as it was. While it is being deleted, a repetition returns the same. With ?wait= the response comes when AWS has nothing of it left.",
            Needs = [Permission.To("delete", OnairResources.LiveStreams)], Target = DeletionTarget,
            Answer = Default.StreamBody, Refusals = [Conflict],
            Waits = true, TakesIfMatch = true,
            Handler = (call, _, cancel) => Streams(call).DeleteAsync(call, cancel),
        },
        new ApiRoute<StartBody, StreamBody>
        {
            Method = "POST", Path = "/streams/{id}/start", Id = "startStream",
            Summary = "Starts a stream, which opens a session with a recording of its own.",
            Description = "With ?wait= the response comes when the channel runs, or when a problem is known. A stream that the cost guard has stopped starts again.",
            Needs = [Patch], Target = Target,
            Body = Default.StartBody, BodyIsOptional = true, Answer = Default.StreamBody, Refusals = [Conflict, Unacceptable],
            Waits = true, TakesIdempotencyKey = true, TakesIfMatch = true,
            Handler = (call, body, cancel) => Streams(call).StartAsync(call, body, cancel),
        },
        Change("POST", "stop", "stopStream", "Stops a stream.", "With ?wait= the response comes when the channel is idle.", (call, cancel) => Streams(call).StopAsync(call, cancel)),
        Change(
            "POST", "live", "addToDistribution", "Adds a stream to the provider's CloudFront distribution.",
            "With ?wait= the response comes when viewers can play from the distribution.", (call, cancel) => Streams(call).LiveAsync(call, true, cancel)),
        Change(
            "DELETE", "live", "removeFromDistribution", "Removes a stream from the provider's CloudFront distribution.",
            "With ?wait= the response comes when viewer_endpoint is that of the origin.", (call, cancel) => Streams(call).LiveAsync(call, false, cancel)),
        new ApiRoute<SplitBody, SplitResultBody>
        {
            Method = "POST", Path = "/streams/{id}/split", Id = "splitStream",
            Summary = "Cuts sections of a session's recording into MP4s and playlists.",
            Description = "A section is cut once its end is recorded. The same request with the same name_modifier or Idempotency-Key returns how far the work is. With ?wait= the response comes when no section is left to cut.",
            Needs = [Read, Permission.To("create", OnairResources.ArchiveSplits)], Target = Target,
            Body = Default.SplitBody, Answer = Default.SplitResultBody, Refusals = [Conflict, Unacceptable],
            Waits = true, TakesIdempotencyKey = true,
            Handler = (call, body, cancel) => call.Services.GetRequiredService<SplitActions>().SplitAsync(call, body, cancel),
        },
        new ApiRoute<ChimeBody, StreamBody>
        {
            Method = "POST", Path = "/streams/{id}/chime_start", Id = "startMeeting",
            Summary = "Brings a meeting to a stream, whenever the stream runs.",
            Description = "With ?wait= the response comes when the stream receives the meeting.",
            Needs = [Read, Permission.To("create", OnairResources.Connectors), Permission.To("create", BuiltInResources.Secrets)], Target = Target,
            Body = Default.ChimeBody, Answer = Default.StreamBody, Refusals = [Conflict, Unacceptable], Waits = true,
            Handler = (call, body, cancel) => Connectors(call).StartChimeAsync(call, body, cancel),
        },
        new ApiRoute<Nothing, StreamBody>
        {
            Method = "POST", Path = "/streams/{id}/chime_stop", Id = "stopMeeting",
            Summary = "Ends what chime_start began.",
            Description = "With ?wait= the response comes when the connector no longer exists.",
            Needs = [Read, Permission.To("delete", OnairResources.Connectors)], Target = Target,
            Answer = Default.StreamBody, Refusals = [Conflict], Waits = true,
            Handler = (call, _, cancel) => Connectors(call).StopChimeAsync(call, cancel),
        },
        new ApiRoute<IvsBody, IvsStreamBody>
        {
            Method = "POST", Path = "/streams/{id}/ivs_start", Id = "startIvs",
            Summary = "Creates an IVS channel for a stream and pushes to it.",
            Description = "It shows the meeting of the body, which needs create secrets; else that of chime_start, else what viewers of the stream see.",
            Needs = [Read, Permission.To("create", OnairResources.IvsChannels), Permission.To("create", OnairResources.Connectors)], Target = Target,
            Body = Default.IvsBody, BodyIsOptional = true, Answer = Default.IvsStreamBody, Refusals = [Conflict, Unacceptable], Waits = true,
            Handler = (call, body, cancel) => Connectors(call).StartIvsAsync(call, body, cancel),
        },
        new ApiRoute<Nothing, StreamBody>
        {
            Method = "POST", Path = "/streams/{id}/ivs_stop", Id = "stopIvs",
            Summary = "Ends what ivs_start began, and deletes the IVS channel.",
            Description = "With ?wait= the response comes when both are gone.",
            Needs = [Read, Permission.To("delete", OnairResources.IvsChannels), Permission.To("delete", OnairResources.Connectors)], Target = Target,
            Answer = Default.StreamBody, Refusals = [Conflict], Waits = true,
            Handler = (call, _, cancel) => Connectors(call).StopIvsAsync(call, cancel),
        },
    ];

    private static ApiRoute<Nothing, StreamBody> Change(
        string method, string action, string id, string summary, string description, Func<ApiCall, CancellationToken, Task<Reply<StreamBody>>> handler) => new()
        {
            Method = method,
            Path = $"/streams/{{id}}/{action}",
            Id = id,
            Summary = summary,
            Description = description,
            Needs = [Patch],
            Target = Target,
            Answer = Default.StreamBody,
            Refusals = [Conflict, Unacceptable],
            Waits = true,
            TakesIdempotencyKey = true,
            TakesIfMatch = true,
            Handler = (call, _, cancel) => handler(call, cancel),
        };

    /// <summary>The name of the stream that the path names; null when there is none.</summary>
    public static string? Target(ApiCall call) => call.Services.GetRequiredService<StreamCatalog>().Find(call.Namespace, call.Parameter("id"))?.Metadata.Name;

    // A repetition of the deletion finds it, too.
    private static string? DeletionTarget(ApiCall call) => call.Services.GetRequiredService<StreamCatalog>().FindAny(call.Namespace, call.Parameter("id"))?.Metadata.Name;

    private static StreamActions Streams(ApiCall call) => call.Services.GetRequiredService<StreamActions>();

    private static ConnectorActions Connectors(ApiCall call) => call.Services.GetRequiredService<ConnectorActions>();
}
