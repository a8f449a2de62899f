using System.Net.Mime;
using System.Reflection;

namespace Onair.Emulator.Meetings;

/// <summary>
/// A small WebRTC meeting to put on air: <c>GET /meeting?m={room}</c> joins a room. Every participant sends to every other, as small
/// meetings do without a media server; the service only passes on their offers.
/// </summary>
/// <remarks>
/// <c>name</c> joins with a camera, which is a picture with the time in bars and a beep at each second; without it one only watches.
/// <c>broadcast=true</c> shows nothing but the participants, as Amazon Chime's broadcast view does. <c>guests=2</c> brings as many further
/// participants, each with connections of its own. <c>DELETE /meeting?m={room}</c> ends the meeting for all, as a host does.
/// </remarks>
internal static class MeetingRoutes
{
    /// <summary>The path of the page, and of all that belongs to it.</summary>
    public const string Path = "/meeting";

    /// <summary>Maps the page, its files and the signaling.</summary>
    public static void MapMeetings(this WebApplication app)
    {
        var rooms = app.Services.GetRequiredService<MeetingRooms>();
        app.MapGet(Path, () => File("meeting.html", MediaTypeNames.Text.Html));
        app.MapDelete(Path, (string m) => rooms.End(m) ? Results.NoContent() : Results.NotFound());
        app.MapGet($"{Path}/{{file}}.js", (string file) => file is "meeting" or "participant" or "picture" ? File($"{file}.js", MediaTypeNames.Text.JavaScript) : Results.NotFound());
        app.MapGet($"{Path}/socket", async (HttpContext context, string m) =>
        {
            if (!context.WebSockets.IsWebSocketRequest) return Results.BadRequest("a WebSocket is needed");
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            await rooms.TakePartAsync(m, socket, context.RequestAborted);
            return Results.Empty;
        });
    }

    private static IResult File(string name, string type) =>
        Results.Stream(Assembly.GetExecutingAssembly().GetManifestResourceStream($"meetings/{name}")!, $"{type}; charset=utf-8");
}
