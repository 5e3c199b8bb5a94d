package main

import (
	"bytes"
	"fmt"
	"image"
	"io"
	"net/url"
	"os"
	"path/filepath"

	"readout/ui/picture"
)

// Picture is app.Store's.
func (s *store) Picture(from, path string) (image.Image, error) {
	folder, err := s.folder(from)
	if err != nil {
		return nil, err
	}
	return readPicture(folder, path)
}

// readPicture reads a picture in a folder or below it, wherever symbolic links lead. An
// address of the web is none: the reader fetches nothing by itself.
func readPicture(folder, path string) (image.Image, error) {
	if plain, err := url.PathUnescape(path); err == nil {
		path = plain
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, wrapRead(folder, err)
	}
	defer root.Close()
	name := filepath.FromSlash(path)
	if info, err := root.Stat(name); err != nil || !info.Mode().IsRegular() || info.Size() > picture.MostBytes {
		return nil, fmt.Errorf("reading %s: no file with a picture in %s", path, folder)
	}
	file, err := root.Open(name)
	if err != nil {
		return nil, wrapRead(path, err)
	}
	defer file.Close()
	raw, err := io.ReadAll(io.LimitReader(file, picture.MostBytes))
	if err != nil {
		return nil, wrapRead(path, err)
	}
	img, err := picture.Read(bytes.NewReader(raw))
	return img, wrapRead(path, err)
}
