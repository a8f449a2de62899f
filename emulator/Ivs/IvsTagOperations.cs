using System.Text.Json.Nodes;
using Onair.Emulator.State;

namespace Onair.Emulator.Ivs;

/// <summary>Tags of any resource, by its ARN; editable while a channel is live.</summary>
internal sealed class IvsTagOperations(IvsAccount account)
{
    public JsonObject Tag(JsonObject input) => Change(input, tags => Tags.Checked(Tags.With(tags, input.Map("tags")), IvsErrors.Invalid));

    public JsonObject Untag(JsonObject input) => Change(input, tags => Tags.Without(tags, input.Texts("tagKeys")));

    public JsonObject List(JsonObject input)
    {
        var arn = input.Required("resourceArn");
        IReadOnlyDictionary<string, string> tags = Kind(arn) switch
        {
            IvsKinds.Channel => account.Channel(arn).Tags,
            IvsKinds.StreamKey => account.StreamKey(arn).Tags,
            IvsKinds.RecordingConfiguration => account.Recording(arn).Tags,
            IvsKinds.PlaybackKey => account.PlaybackKey(arn).Tags,
            _ => throw IvsErrors.NotFound(arn),
        };
        return new JsonObject { ["tags"] = tags.ToJson() };
    }

    private static string Kind(string arn) => arn[(arn.LastIndexOf(':') + 1)..].Split('/')[0];

    private JsonObject Change(JsonObject input, Func<IReadOnlyDictionary<string, string>, IReadOnlyDictionary<string, string>> change)
    {
        var arn = input.Required("resourceArn");
        lock (account.Gate)
        {
            switch (Kind(arn))
            {
                case IvsKinds.Channel when account.Channel(arn) is var row:
                    account.Channels.Put(row with { Tags = change(row.Tags) });
                    break;
                case IvsKinds.StreamKey when account.StreamKey(arn) is var row:
                    account.StreamKeys.Put(row with { Tags = change(row.Tags) });
                    break;
                case IvsKinds.RecordingConfiguration when account.Recording(arn) is var row:
                    account.Recordings.Put(row with { Tags = change(row.Tags) });
                    break;
                case IvsKinds.PlaybackKey when account.PlaybackKey(arn) is var row:
                    account.PlaybackKeys.Put(row with { Tags = change(row.Tags) });
                    break;
                default:
                    throw IvsErrors.NotFound(arn);
            }

            return [];
        }
    }
}
