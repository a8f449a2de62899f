namespace Onair.Tests.Integration;

/// <summary>
/// Tests that measure pictures and sound as they are made: they run alone, after all others. On a machine that is busy with other tests, frames
/// come late, and what was measured would say nothing about the product.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class MeasuredCollection
{
    public const string Name = "measured";
}
