namespace Onair.Tests.Integration;

/// <summary>Tests that share one control plane: mark the class <c>[Collection(ControlPlaneCollection.Name)]</c> and take a
/// <see cref="ControlPlane"/> in its constructor. Use a namespace of your own.</summary>
[CollectionDefinition(Name)]
public sealed class ControlPlaneCollection : ICollectionFixture<ControlPlane>
{
    public const string Name = "control plane";
}
