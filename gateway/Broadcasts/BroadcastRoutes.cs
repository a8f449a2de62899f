using Onair.Gateway.Broadcasts.Bodies;
using Onair.Gateway.Routing;
using static Onair.Gateway.Broadcasts.Bodies.BroadcastsJsonContext;

namespace Onair.Gateway.Broadcasts;

/// <summary>The routes of S3 broadcasts. What a caller must be allowed depends on the parameters: the actions ask for it.</summary>
internal static class BroadcastRoutes
{
    /// <summary>What an id stands for, in problems.</summary>
    public const string Noun = "broadcast";

    public static IReadOnlyList<ApiRoute> Table { get; } =
    [
        new ApiRoute<Nothing, BroadcastStartedBody>
        {
            Method = "POST", Path = "/stream/start", Id = "startBroadcast",
            Summary = "Starts an S3 broadcast, or renews its credentials, and returns where to upload.",
            Description = "Without an id, it creates the broadcast, an ordinary HlsBroadcast. With the id of a running one, it returns new credentials, at most once a minute; the former ones stay valid until they expire. "
                + "Without credentials within 10 s, or within ?wait=, it is a 503.",
            Needs = [], Form = BroadcastRequest.StartForm,
            Answer = Default.BroadcastStartedBody, Refusals = [StatusCodes.Status404NotFound], Waits = true, TakesIdempotencyKey = true,
            StatusOfExpiredWait = StatusCodes.Status503ServiceUnavailable,
            Handler = (call, _, cancel) => Broadcasts(call).StartAsync(call, cancel),
        },
        new ApiRoute<Nothing, BroadcastStoppedBody>
        {
            Method = "POST", Path = "/stream/stop", Id = "stopBroadcast",
            Summary = "Stops an S3 broadcast: its credentials are revoked, and its playlists end.",
            Description = "It is a 202 when the credentials are not revoked within 10 s, or within ?wait=.",
            Needs = [], Form = BroadcastRequest.StopForm,
            Answer = Default.BroadcastStoppedBody, Refusals = [StatusCodes.Status404NotFound], Waits = true,
            Handler = (call, _, cancel) => Broadcasts(call).StopAsync(call, cancel),
        },
    ];

    private static BroadcastActions Broadcasts(ApiCall call) => call.Services.GetRequiredService<BroadcastActions>();
}
