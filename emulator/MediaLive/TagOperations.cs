using System.Text.Json.Nodes;
using Onair.Emulator.State;

namespace Onair.Emulator.MediaLive;

/// <summary>Tags of any resource, by its ARN; editable in every state.</summary>
internal sealed class TagOperations(MediaLiveAccount account)
{
    public JsonObject List(JsonObject input)
    {
        IReadOnlyDictionary<string, string> found = new Dictionary<string, string>();
        Change(input, tags => found = tags, write: false);
        return new JsonObject { ["tags"] = found.ToJson() };
    }

    public JsonObject Create(JsonObject input) => Change(input, tags => Tags.Checked(Tags.With(tags, input.Map("tags")), MediaLiveErrors.BadRequest), write: true);

    public JsonObject Delete(JsonObject input) => Change(input, tags => Tags.Without(tags, input.Texts("tagKeys")), write: true);

    private JsonObject Change(
        JsonObject input, Func<IReadOnlyDictionary<string, string>, IReadOnlyDictionary<string, string>> change, bool write)
    {
        var arn = input.Required("resource-arn");
        var id = arn[(arn.LastIndexOf(':') + 1)..];
        lock (account.Gate)
        {
            if (arn == account.Arn("channel", id) && account.Channels.TryGet(id, out var channel))
                Write(account.Channels, channel with { Tags = change(channel.Tags) });
            else if (arn == account.Arn("input", id) && account.Inputs.TryGet(id, out var source))
                Write(account.Inputs, source with { Tags = change(source.Tags) });
            else if (arn == account.Arn("inputSecurityGroup", id) && account.SecurityGroups.TryGet(id, out var group))
                Write(account.SecurityGroups, group with { Tags = change(group.Tags) });
            else
                throw MediaLiveErrors.NotFound("Resource", arn);
        }

        return [];

        void Write<T>(Table<T> table, T row)
            where T : class
        {
            if (write) table.Put(row);
        }
    }
}
