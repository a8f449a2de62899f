using Onair.Api.Rules;

namespace Onair.Api.HlsBroadcasts;

/// <summary>What cannot change once there is a folder: its content would be left behind.</summary>
internal static class ImmutableFields
{
    public static IEnumerable<Violation> Provider(HlsBroadcastCase broadcast)
    {
        if (broadcast.Broadcast is { Recorded.Provider: { } recorded, Spec.ProviderRef.Name: var declared } && recorded != declared)
            yield return new("spec.providerRef.name", declared, $"is immutable: the folder is in the account of MediaProvider \"{recorded}\"");
    }

    public static IEnumerable<Violation> Bucket(HlsBroadcastCase broadcast)
    {
        if (broadcast.Broadcast is { OwnFolder: { } folder, Spec.Bucket: { } declared } && FolderRules.Parts(folder).Bucket != declared)
            yield return new("spec.bucket", declared, $"is immutable: the folder is {folder}");
    }

    public static IEnumerable<Violation> Path(HlsBroadcastCase broadcast)
    {
        if (broadcast.Broadcast is { OwnFolder: { } folder, DeclaredPath: var path, Spec.Path: var declared } && FolderRules.Parts(folder).Path != path)
            yield return new("spec.path", declared, $"is immutable: the folder is {folder}");
    }
}
