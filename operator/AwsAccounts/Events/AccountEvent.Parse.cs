using System.Globalization;
using System.Text.Json;

namespace Onair.Operator.AwsAccounts.Events;

/// <summary>
/// Reads EventBridge's JSON: "JSON for a state change event" and "JSON for an alert event" in MediaLive's user guide, and "CloudTrail record
/// contents" in CloudTrail's.
/// </summary>
internal abstract partial record AccountEvent
{
    private static readonly string[] IdNames = ["channelId", "inputId", "inputSecurityGroupId"];
    private static readonly string[] IdListNames = ["channelIds", "inputIds", "inputSecurityGroupIds"];
    private static readonly string[] ArnNames = ["resourceArn", "resource-arn"];
    private static readonly string[] Created = ["channel", "input", "securityGroup"];

    /// <summary>The event; null for any other text: what is not known, or not well-formed, is nothing to act on.</summary>
    public static AccountEvent? Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static AccountEvent? Read(JsonElement root)
    {
        if (Text(root, "source") != "aws.medialive" || Member(root, "detail") is not { } detail || Time(root, "time") is not { } at) return null;
        AccountEvent? read = Text(root, "detail-type") switch
        {
            "MediaLive Channel State Change" => StateChange(detail, at),
            "MediaLive Channel Alert" => Alert(detail, at),
            "AWS API Call via CloudTrail" => Call(detail, at),
            _ => null,
        };
        return read is not null && Text(root, "account") is { } account && Text(root, "region") is { } region
            ? read with { AccountId = account, Region = region }
            : null;
    }

    private static ChannelStateChanged? StateChange(JsonElement detail, DateTimeOffset at) =>
        Text(detail, "channel_arn") is { } arn && Text(detail, "state") is { Length: > 0 } state
            // Events have words of their own for two kinds of IDLE.
            ? new(Id(arn), state is "CREATED" or "STOPPED" ? "IDLE" : state, at)
            : null;

    private static ChannelAlertChanged? Alert(JsonElement detail, DateTimeOffset at) =>
        Text(detail, "channel_arn") is { } arn && Text(detail, "alarm_id") is { } id && Text(detail, "alarm_state") is ("SET" or "CLEARED") and var state
        && int.TryParse(Text(detail, "pipeline"), NumberStyles.None, CultureInfo.InvariantCulture, out var pipeline)
            ? new(Id(arn), pipeline, id, Text(detail, "alert_type") ?? "", state == "SET", at)
            : null;

    private static WriteCalled? Call(JsonElement detail, DateTimeOffset at)
    {
        // What failed changed nothing.
        if (Text(detail, "eventSource") != "medialive.amazonaws.com" || Text(detail, "eventName") is not { } name || IsRead(detail, name) || Text(detail, "errorCode") is not null)
            return null;
        var caller = Member(detail, "userIdentity") is { } identity ? Text(identity, "arn") : null;
        return new(name, [.. Ids(detail).Distinct(StringComparer.Ordinal)], caller, Time(detail, "eventTime") ?? at);
    }

    private static bool IsRead(JsonElement detail, string name) =>
        Member(detail, "readOnly") is { ValueKind: JsonValueKind.True }
        || name.StartsWith("Describe", StringComparison.Ordinal) || name.StartsWith("List", StringComparison.Ordinal);

    private static IEnumerable<string> Ids(JsonElement detail)
    {
        if (Member(detail, "requestParameters") is { } request)
        {
            foreach (var id in IdNames.Select(name => Text(request, name)).OfType<string>()) yield return id;
            foreach (var arn in ArnNames.Select(name => Text(request, name)).OfType<string>()) yield return Id(arn);
            foreach (var list in IdListNames.Select(name => Member(request, name)).OfType<JsonElement>().Where(l => l.ValueKind == JsonValueKind.Array))
            {
                foreach (var id in list.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.String)) yield return id.GetString()!;
            }
        }

        if (Member(detail, "responseElements") is not { } response) yield break;
        foreach (var id in Created.Select(name => Member(response, name)).OfType<JsonElement>().Select(made => Text(made, "id")).OfType<string>()) yield return id;
    }

    // arn:aws:medialive:eu-central-1:123456789012:channel:1234567
    private static string Id(string arn) => arn[(arn.LastIndexOf(':') + 1)..];

    private static DateTimeOffset? Time(JsonElement element, string name) =>
        DateTimeOffset.TryParse(Text(element, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static string? Text(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static JsonElement? Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
