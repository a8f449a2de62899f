namespace Onair.Aws.Generator.Emit;

/// <summary>A C# type and the expression of the codec that reads and writes it.</summary>
internal readonly record struct WireType(string Type, string Codec);
