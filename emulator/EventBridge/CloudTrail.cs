using System.Text.Json;
using System.Text.Json.Nodes;
using Onair.Emulator.Auth;
using Onair.Emulator.Protocol;
using Onair.Emulator.State;

namespace Onair.Emulator.EventBridge;

/// <summary>
/// Records MediaLive's successful write calls, as "AWS service events delivered via AWS CloudTrail" in the EventBridge user guide and
/// "CloudTrail record contents" in the CloudTrail user guide have it. AWS takes minutes to deliver them.
/// </summary>
internal sealed class CloudTrail(EventBus bus, EmulatorOptions options, TimeProvider time)
{
    public void Record(AwsCaller caller, Operation operation, JsonObject input, JsonObject output)
    {
        if (operation.Service != "medialive" || operation.Method == HttpMethods.Get) return;
        bus.Publish("AWS API Call via CloudTrail", [], new JsonObject
        {
            ["eventVersion"] = "1.11",
            ["userIdentity"] = new JsonObject
            {
                ["type"] = caller.Arn.Contains(":assumed-role/", StringComparison.Ordinal) ? "AssumedRole" : "IAMUser",
                ["arn"] = caller.Arn,
                ["accountId"] = caller.AccountId,
                ["accessKeyId"] = caller.AccessKeyId,
            },
            ["eventTime"] = EventBus.Time(time.GetUtcNow()),
            ["eventSource"] = "medialive.amazonaws.com",
            ["eventName"] = operation.Name,
            ["awsRegion"] = options.Region,
            ["requestParameters"] = Scalars(input),
            ["responseElements"] = Resources(output),
            ["eventID"] = Guid.NewGuid().ToString(),
            ["readOnly"] = false,
            ["eventType"] = "AwsApiCall",
            ["managementEvent"] = true,
            ["recipientAccountId"] = options.AccountId,
            ["eventCategory"] = "Management",
        });
    }

    // The rest is left out: the settings of an input contain stream keys.
    private static JsonObject Scalars(JsonObject input) =>
        new(input.Where(p => p.Value?.GetValueKind() == JsonValueKind.String)
            .Select(p => KeyValuePair.Create(p.Key == "resource-arn" ? "resourceArn" : p.Key, p.Value?.DeepClone())));

    private static JsonObject Resources(JsonObject output)
    {
        var resources = new JsonObject();
        foreach (var (name, value) in output.Where(p => (p.Value as JsonObject)?["id"] is not null))
            resources[name] = new JsonObject { ["arn"] = value.Text("arn"), ["id"] = value.Text("id") };
        return resources;
    }
}

/// <summary>EventBridge's parts, and CloudTrail's.</summary>
internal static class EventBridgeComposition
{
    public static IServiceCollection AddEventBridge(this IServiceCollection services) => services
        .AddSingleton<EventBus>()
        .AddSingleton<CloudTrail>();
}
