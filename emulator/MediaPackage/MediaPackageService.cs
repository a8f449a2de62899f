using System.Text.Json.Nodes;
using Onair.Emulator.Protocol;
using Onair.Emulator.State;

namespace Onair.Emulator.MediaPackage;

/// <summary>AWS Elemental MediaPackage v1.</summary>
internal sealed class MediaPackageService(
    MediaPackageAccount account, PackageChannelOperations channels, OriginEndpointOperations endpoints) : IAwsService
{
    /// <inheritdoc/>
    public string Service => "mediapackage";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Func<JsonObject, JsonObject>> Handlers => field ??= new Dictionary<string, Func<JsonObject, JsonObject>>
    {
        ["CreateChannel"] = channels.Create,
        ["DescribeChannel"] = channels.Describe,
        ["ListChannels"] = channels.List,
        ["UpdateChannel"] = channels.Update,
        ["DeleteChannel"] = channels.Delete,
        ["ConfigureLogs"] = channels.ConfigureLogs,
        ["RotateIngestEndpointCredentials"] = channels.RotateCredentials,
        ["CreateOriginEndpoint"] = endpoints.Create,
        ["DescribeOriginEndpoint"] = endpoints.Describe,
        ["ListOriginEndpoints"] = endpoints.List,
        ["UpdateOriginEndpoint"] = endpoints.Update,
        ["DeleteOriginEndpoint"] = endpoints.Delete,
        ["CreateHarvestJob"] = _ => throw MediaPackageAccount.Unprocessable("Harvest jobs are not emulated"),
        ["DescribeHarvestJob"] = input => throw new OperationException("NotFoundException", $"The harvest job '{input.Required("id")}' was not found"),
        ["ListHarvestJobs"] = _ => new JsonObject { ["harvestJobs"] = new JsonArray() },
        ["TagResource"] = input => Change(input, tags => Tags.Checked(Tags.With(tags, input.Map("tags")), MediaPackageAccount.Unprocessable)),
        ["UntagResource"] = input => Change(input, tags => Tags.Without(tags, input.Texts("tagKeys"))),
        ["ListTagsForResource"] = ListTags,
    };

    private JsonObject ListTags(JsonObject input)
    {
        var arn = input.Required("resource-arn");
        var tags = account.Channels.Rows.FirstOrDefault(c => account.Arn("channels", c.Token) == arn)?.Tags
            ?? account.Endpoints.Rows.FirstOrDefault(e => account.Arn("origin_endpoints", e.Token) == arn)?.Tags
            ?? throw new OperationException("NotFoundException", $"The resource '{arn}' was not found");
        return new JsonObject { ["tags"] = tags.ToJson() };
    }

    private JsonObject Change(JsonObject input, Func<IReadOnlyDictionary<string, string>, IReadOnlyDictionary<string, string>> change)
    {
        var arn = input.Required("resource-arn");
        lock (account.Gate)
        {
            if (account.Channels.Rows.FirstOrDefault(c => account.Arn("channels", c.Token) == arn) is { } channel)
                account.Channels.Put(channel with { Tags = change(channel.Tags) });
            else if (account.Endpoints.Rows.FirstOrDefault(e => account.Arn("origin_endpoints", e.Token) == arn) is { } endpoint)
                account.Endpoints.Put(endpoint with { Tags = change(endpoint.Tags) });
            else
                throw new OperationException("NotFoundException", $"The resource '{arn}' was not found");
        }

        return [];
    }
}
