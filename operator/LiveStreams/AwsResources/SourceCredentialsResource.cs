using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;
using Onair.Api.LiveStreams;
using Onair.Operator.ExternalResources;
using Onair.Operator.LiveStreams.Decisions;

namespace Onair.Operator.LiveStreams.AwsResources;

/// <summary>
/// The passwords of a pull input's sources: one SecureString in Parameter Store for each source that has one. MediaLive reads
/// them from there. Their common path contains the stream's uid.
/// </summary>
internal sealed class SourceCredentialsResource : IResourceDriver<StreamContext, ResourceKind, ObservedResource>
{
    public ResourceKind Kind => ResourceKind.SourceCredentials;

    public async Task<ObservedResource> LookAsync(StreamContext context, string id, CancellationToken cancellationToken)
    {
        // A status can name any parameter: a password is decrypted only where the path or a tag shows that it is the stream's.
        var isOwn = id == PathOf(context);
        var found = await FindAllAsync(context, id, isOwn, cancellationToken);
        if (found.OfType<Parameter>().FirstOrDefault() is not { } any) return ObservedResource.Absent;
        var tag = await OwnerAsync(context, id, found, cancellationToken);
        if (!isOwn && tag?.IsOf(context.Stream.Uid, context.Cluster) == true) found = await FindAllAsync(context, id, decrypted: true, cancellationToken);
        return new(id, Lifecycle.Idle)
        {
            // The ARN of the path, not of a parameter.
            Arn = any.ARN[..any.ARN.LastIndexOf('/')],
            Tag = tag,
            Differences =
            [
                .. Enumerable.Range(0, InputSources.Most).Where(i => Differs(context, i, found[i]?.Value))
                    .Select(i => ChannelFieldTable.SourcePath(i, "credentialsSecretRef")),
            ],
        };
    }

    public Task<ObservedResource> FindAsync(StreamContext context, CancellationToken cancellationToken) =>
        LookAsync(context, PathOf(context), cancellationToken);

    public async Task<LiveStreamStep.RecordId> CreateAsync(StreamContext context, string token, CancellationToken cancellationToken)
    {
        await WriteAllAsync(context, PathOf(context), cancellationToken);
        return new(Kind, PathOf(context));
    }

    /// <summary>Overwrites every declared password and removes those that are no longer declared.</summary>
    public Task UpdateAsync(StreamContext context, Owned<ResourceKind> resource, CancellationToken cancellationToken) =>
        WriteAllAsync(context, resource.Id, cancellationToken);

    private static async Task WriteAllAsync(StreamContext context, string path, CancellationToken cancellationToken)
    {
        for (var i = 0; i < InputSources.Most; i++)
        {
            var name = InputSources.PasswordParameter(path, i);
            if (!InputSources.HasPassword(context, i)) await DeleteParameterAsync(context, name, cancellationToken);
            else if (context.Sources.ElementAtOrDefault(i) is { } source) await WriteAsync(context, name, source.Password, cancellationToken);
            else throw new InvalidOperationException($"the password of source {i} was not read from its Secret");
        }
    }

    public async Task DeleteAsync(StreamContext context, Owned<ResourceKind> resource, CancellationToken cancellationToken)
    {
        for (var i = 0; i < InputSources.Most; i++)
            await DeleteParameterAsync(context, InputSources.PasswordParameter(resource.Id, i), cancellationToken);
    }

    public async Task ClaimAsync(StreamContext context, string arn, bool isAdoption, CancellationToken cancellationToken)
    {
        foreach (var name in ParameterTags.Under(context, arn)) await ParameterTags.AddAsync(context, name, cancellationToken);
    }

    public async Task ReleaseAsync(StreamContext context, Owned<ResourceKind> resource, CancellationToken cancellationToken)
    {
        foreach (var name in ParameterTags.Under(context, resource.Arn!)) await ParameterTags.RemoveAsync(context, name, OwnershipTags.Keys, cancellationToken);
    }

    // The own path contains the uid; its tags are read only when the stream releases the parameters.
    private static async Task<OwnerTag?> OwnerAsync(StreamContext context, string path, List<Parameter?> found, CancellationToken cancellationToken)
    {
        if (path == PathOf(context) && context.Stream.Metadata.DeletionTimestamp is null) return new(context.Stream.Uid);
        foreach (var parameter in found.OfType<Parameter>())
            if (await ParameterTags.OwnerAsync(context, parameter.Name, cancellationToken) is { } owner)
                return owner;
        return null;
    }

    private static string PathOf(StreamContext context) => $"/onair/{context.Stream.Uid}";

    // A password that was not read from its Secret is not compared.
    private static bool Differs(StreamContext context, int index, string? actual)
    {
        if (!InputSources.HasPassword(context, index)) return actual is not null;
        return actual is null || (context.Sources.ElementAtOrDefault(index) is { } known && known.Password != actual);
    }

    private static async Task<List<Parameter?>> FindAllAsync(StreamContext context, string path, bool decrypted, CancellationToken cancellationToken)
    {
        var found = new List<Parameter?>();
        for (var i = 0; i < InputSources.Most; i++) found.Add(await FindAsync(context, InputSources.PasswordParameter(path, i), decrypted, cancellationToken));
        return found;
    }

    private static async Task<Parameter?> FindAsync(StreamContext context, string name, bool decrypted, CancellationToken cancellationToken)
    {
        try
        {
            return (await context.Account.SystemsManager.CallAsync(
                "GetParameter", (client, ct) => client.GetParameterAsync(new() { Name = name, WithDecryption = decrypted }, ct), cancellationToken)).Parameter;
        }
        catch (ParameterNotFoundException)
        {
            return null;
        }
    }

    // PutParameter accepts no tags when it overwrites.
    private static async Task WriteAsync(StreamContext context, string name, string password, CancellationToken cancellationToken)
    {
        var request = new PutParameterRequest { Name = name, Type = ParameterType.SecureString, Value = password, Overwrite = true };
        await context.Account.SystemsManager.CallAsync(
            "PutParameter", (client, ct) => client.PutParameterAsync(request, ct), cancellationToken);
        await ParameterTags.AddAsync(context, name, cancellationToken);
    }

    private static async Task DeleteParameterAsync(StreamContext context, string name, CancellationToken cancellationToken)
    {
        try
        {
            await context.Account.SystemsManager.CallAsync(
                "DeleteParameter", (client, ct) => client.DeleteParameterAsync(new() { Name = name }, ct), cancellationToken);
        }
        catch (ParameterNotFoundException)
        {
            // It does not exist.
        }
    }
}
