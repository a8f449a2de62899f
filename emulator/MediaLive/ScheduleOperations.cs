using System.Text.Json.Nodes;
using Onair.Emulator.Protocol;
using Onair.Emulator.State;

namespace Onair.Emulator.MediaLive;

/// <summary>The schedule: kept and described; its actions are not carried out.</summary>
internal sealed class ScheduleOperations(MediaLiveAccount account)
{
    public JsonObject Update(JsonObject input)
    {
        lock (account.Gate)
        {
            var channel = account.Channel(input.Required("channelId"));
            var deleted = input.Texts("deletes.actionNames");
            var created = input.Items("creates.scheduleActions").Select(a => ((JsonObject)a).Copy()).ToList();
            var removed = channel.Schedule.Where(a => deleted.Contains(a.Text("actionName")!)).ToList();
            if (deleted.Except(removed.Select(a => a.Text("actionName")!)).FirstOrDefault() is { } unknown)
                throw Unprocessable("deletes.actionNames", $"there is no action '{unknown}'");
            var schedule = channel.Schedule.Except(removed).Concat(created).ToList();
            if (schedule.GroupBy(a => a.Text("actionName")).FirstOrDefault(g => g.Count() > 1) is { } twice)
                throw Unprocessable("creates.scheduleActions.actionName", $"the action '{twice.Key}' exists");
            account.Channels.Put(channel with { Schedule = schedule });
            return new JsonObject { ["creates"] = Actions(created), ["deletes"] = Actions(removed) };
        }
    }

    public JsonObject Describe(JsonObject input) =>
        Page.Of(
            account.Channel(input.Required("channelId")).Schedule.Index(), input, "scheduleActions",
            a => a.Index.ToString("D6", System.Globalization.CultureInfo.InvariantCulture), a => a.Item.Copy(), MediaLiveErrors.BadRequest);

    public JsonObject Delete(JsonObject input)
    {
        lock (account.Gate)
        {
            account.Channels.Put(account.Channel(input.Required("channelId")) with { Schedule = [] });
            return [];
        }
    }

    private static JsonObject Actions(IEnumerable<JsonObject> actions) =>
        new() { ["scheduleActions"] = new JsonArray([.. actions.Select(a => a.Copy())]) };

    private static OperationException Unprocessable(string path, string message) =>
        Violation.ToException("UnprocessableEntityException", [new(path, message)], detailed: true);
}
