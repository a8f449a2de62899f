using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Onair.Emulator.State;

/// <summary>All resources of one kind, in memory and on disk. Rows are immutable: change one by putting another.</summary>
/// <typeparam name="T">The row.</typeparam>
internal sealed class Table<T>
    where T : class
{
    private readonly ConcurrentDictionary<string, T> _rows = new(StringComparer.Ordinal);
    private readonly FileStore _files;
    private readonly string _kind;
    private readonly JsonTypeInfo<T> _json;
    private readonly Func<T, string> _id;

    /// <summary>Loads what an earlier process left.</summary>
    public Table(FileStore files, string kind, JsonTypeInfo<T> json, Func<T, string> id)
    {
        (_files, _kind, _json, _id) = (files, kind, json, id);
        foreach (var row in files.ReadAll(kind).Select(f => JsonSerializer.Deserialize(f, json)!)) _rows[id(row)] = row;
    }

    /// <summary>All rows in the order of their ids.</summary>
    public IReadOnlyList<T> Rows => [.. _rows.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => r.Value)];

    public bool TryGet(string id, [MaybeNullWhen(false)] out T row) => _rows.TryGetValue(id, out row);

    /// <summary>Writes the row through to disk before anyone sees it.</summary>
    public T Put(T row)
    {
        _files.Write(_kind, _id(row), JsonSerializer.SerializeToUtf8Bytes(row, _json));
        return _rows[_id(row)] = row;
    }

    public void Remove(string id)
    {
        _files.Delete(_kind, id);
        _rows.TryRemove(id, out _);
    }
}
