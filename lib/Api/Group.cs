namespace Onair.Api;

/// <summary>The API group and version of every Onair resource.</summary>
public static class Group
{
    /// <summary>The API group.</summary>
    public const string Name = "onair.dev";

    /// <summary>The only served version.</summary>
    public const string Version = "v1alpha1";
}
